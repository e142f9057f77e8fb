"""The pages of ``docs/`` that the code writes itself; ``python -m tests.docs`` renews them."""
