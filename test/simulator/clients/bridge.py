"""Calls Northflank's Python package: a line of JSON in for each call, a line of JSON out for each answer."""

import json
import sys
from functools import reduce

from northflank import ApiCallError, ApiClient

client = ApiClient(api_token=sys.argv[1], base_url=sys.argv[2])

for line in sys.stdin:
    call = json.loads(line)
    method = reduce(getattr, call["method"].split("."), client)
    try:
        answer = {"data": method(**call["arguments"]).data}
    except ApiCallError as error:
        answer = {"error": f"{error.message} (HTTP status code: {error.status})"}
    print(json.dumps(answer), flush=True)
