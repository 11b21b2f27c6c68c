"""What a text is made of: characters, lines, sentences, numerals; pure, knows no report."""
