"""Imports: files of goods, places, stock and orders, read row by row.

A good row is kept, a bad one is listed with its number and the next step; the same file twice
changes nothing.  One kind of row is one module.
"""
