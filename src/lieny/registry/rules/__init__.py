"""Pure decisions of the field and of law: values in, signs out; each cites its source."""
