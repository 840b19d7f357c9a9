"""The pages on which a reader mends what the export got wrong; the rules are in `uploads.mending`."""
