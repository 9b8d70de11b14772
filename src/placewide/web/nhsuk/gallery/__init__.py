"""Every component and page shape on a page of its own, for those who build pages; no people or places in it."""
