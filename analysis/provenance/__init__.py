"""Where a number comes from: its formula, what was chosen, the rows behind it, and the number made again from them."""
