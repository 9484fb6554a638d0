"""Two records of one person become one (合并), and may become two again; look-alikes to be judged."""
