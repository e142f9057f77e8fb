"""Rota files: who leads the committees over several years."""
