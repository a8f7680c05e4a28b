"""Exports: facts and whole orders in files that anybody can read.

A chunk of rows is read at one moment of the database, the next chunk goes on behind it by key.
"""
