"""One function per thing a person does: it opens the transaction, calls the domain, writes rows,
appends to the trail last, commits and returns."""
