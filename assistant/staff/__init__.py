"""What staff have beside the chat: who they are, conversations that are kept, what they take away, the articles."""
