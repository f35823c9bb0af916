"""One function per thing a person does.

It opens the transaction, calls the domain, writes rows, appends to the trail last and commits.
"""
