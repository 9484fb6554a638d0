"""The sample office (样例街道): an office to practise in, made from a seed and a day, in which nobody is real.

Names are a surname, 样 and a numeral; ID numbers carry a region code that was never assigned. The same seed and day
always make the same office.
"""

PASSWORD = "practice"
"""The password of every officer of the sample office; said on its sign-in screen."""
