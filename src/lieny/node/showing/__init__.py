"""A demo instance: an instance of generated people, with accounts whose way in is printed."""
