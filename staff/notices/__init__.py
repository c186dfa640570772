"""What colleagues are told of, each notice with its words and the page it leads to."""
