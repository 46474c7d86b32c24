"""Clauses: what a text says, word by word, well enough to compare a draft with its rewrite.

No grammar is parsed. A clause is what stands between two marks or joining words; its keys are the
concepts of its words of content, so that "a handover is ruled out" meets "giving it away isn't
allowed".
"""
