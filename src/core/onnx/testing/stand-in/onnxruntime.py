"""What score.py uses of onnxruntime, by onnxruntime-node, for tests where Python's own package is not installed.

Environment: NODE, and RUN_FEEDS, the script beside this file.
"""

import base64
import json
import os
import subprocess
from types import SimpleNamespace

import numpy as np
import onnx


class InferenceSession:
    def __init__(self, path, providers):
        assert providers == ["CPUExecutionProvider"]
        self.path = path

    def get_modelmeta(self):
        properties = onnx.load(self.path).metadata_props
        return SimpleNamespace(custom_metadata_map={item.key: item.value for item in properties})

    def run(self, names, feeds):
        given = {
            name: {"type": value.dtype.name, "dims": value.shape, "data": base64.b64encode(value.tobytes()).decode()}
            for name, value in feeds.items()
        }
        asked = json.dumps({"path": self.path, "names": names, "feeds": given})
        node = [os.environ["NODE"], os.environ["RUN_FEEDS"]]
        done = subprocess.run(node, input=asked, capture_output=True, text=True, check=True)
        return [np.array(one["data"], one["type"]).reshape(one["dims"]) for one in json.loads(done.stdout)]
