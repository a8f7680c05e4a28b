"""Stock as people keep it: counted, received, moved, sorted, kept back; told by codes."""
