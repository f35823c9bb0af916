"""CollaboRATE: offering it (staff), handing over the tablet, and the private form itself."""
