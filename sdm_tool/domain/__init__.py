"""The rules of shared decision making in plain Python: no framework, store, clock or chance."""
