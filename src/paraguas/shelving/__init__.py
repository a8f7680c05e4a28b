"""Shelving: where goods lie within a place.

Purpose: on which shelf a SKU lies in a place, so that whoever fetches it walks one way once.

Words:
    location: the aisle, the shelf in it and the bin on that, as people of the place call them
    walking order: aisle by aisle, shelf by shelf, bin by bin; A2 comes before A10

Promises:
    a SKU has one location in a place; what has none is fetched last

Announces:
    shelves.set.v1
"""
