"""A model, where one is set, for the questions that are not understood; what it is sent and may answer is in `ask.model`."""
