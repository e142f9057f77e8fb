"""Tables of rows and columns, whatever program or hand wrote them."""
