"""Sealing what names or locates a person: the keyring, the cipher, and the model fields that use them."""
