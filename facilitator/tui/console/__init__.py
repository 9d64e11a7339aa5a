"""The facilitators' console."""
