"""The PDF renderer: the merged dossier and a stylesheet become one tagged, archivable PDF.

The only package that imports WeasyPrint and pikepdf. Knows the vocabulary of the merged dossier,
not the content models; numbers nothing; takes bytes and gives bytes. WeasyPrint takes a second to
import, so `render` is imported by those who render, not by this package.
"""
