"""A language model that reads a question which the planner refused: off by default, any of two protocols.

It is sent the columns, some conventions, today's date and the reader's question (`prompt`), and nothing of any library. It
answers with the same closed form that the planner fills in (`form`), never with SQL. What it says is checked against a JSON
Schema (`checking`), then for sense (`sense`, `values`); its names are looked up among the reader's own (`naming`); and then
the same builder takes it. Whatever else it says is a `ModelFailed`.
"""
