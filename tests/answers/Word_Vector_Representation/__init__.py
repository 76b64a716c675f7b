"""Answers to the exercises of `Word_Vector_Representation`."""
