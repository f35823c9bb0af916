"""What a service sets for itself: sites, teams, staff, crisis contacts, waits, the organisation."""
