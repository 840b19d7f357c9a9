"""What things are called, and the cloth they are bound in: genres, languages, countries, filters."""
