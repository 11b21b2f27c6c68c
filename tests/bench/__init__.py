"""Large invented editions, and what the tool takes to build them."""
