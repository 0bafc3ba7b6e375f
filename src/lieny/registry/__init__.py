"""Quản lý hành nghề: lists of practitioners in, signs that no province can see alone out."""
