"""From pages to a site: rendering, what is added to each block, the index that browsers search."""
