"""From draft to edition: inspect, review, publish, withdraw, recall, what rests on it.

Whatever makes something public, or no longer public, is in here and nowhere else.
"""
