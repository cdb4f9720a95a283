"""What others see: thin faces that parse, call one service and render."""
