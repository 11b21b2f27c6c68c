"""Tables that a text layer gives as plain lines: where each stands, and what tells its rows and columns."""
