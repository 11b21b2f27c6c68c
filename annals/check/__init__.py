"""Problems and their words: code, place, message, help, explanation."""
