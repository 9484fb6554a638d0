"""The district (区县汇总): its offices side by side, what they add up to, and the records behind a number."""
