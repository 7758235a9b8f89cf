"""Small controls that several windows share: chips, a box to tick, a field, a scale, a quiet link."""
