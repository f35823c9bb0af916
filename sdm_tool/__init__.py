"""SDM Tool: shared decision making in children and young people's mental health."""

__version__ = "0.1.0"
