"""What an owner does with a library over the years: a newer export, asking the services again, taking it away."""
