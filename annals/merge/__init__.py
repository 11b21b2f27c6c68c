"""What was generated last, what editors have, what is generated now, made one."""
