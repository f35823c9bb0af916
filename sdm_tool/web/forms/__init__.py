"""Form parts that every area uses: the base form, fields and validators. Shape only, no rules."""
