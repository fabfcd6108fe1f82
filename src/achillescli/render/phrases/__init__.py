"""Parts of sentences that pages share."""
