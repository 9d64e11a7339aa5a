"""Tools that build and measure the project; none of them ships."""
