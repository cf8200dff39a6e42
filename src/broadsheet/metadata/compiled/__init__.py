"""What of the metadata is compiled where a C compiler is at hand: a twin under the name of its room."""
