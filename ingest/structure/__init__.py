"""What can be told of a text's structure without a layout made by hand, one idea per file."""
