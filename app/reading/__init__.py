"""Reading typed Vietnamese: deadlines, citations, personal data, doubles, agencies. It suggests, it stores nothing."""
