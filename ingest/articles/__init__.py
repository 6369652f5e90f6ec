"""The two newspaper pages that come with the product, byte for byte as their owner gave them."""
