#!/usr/bin/env python3
"""Drives a running store with the AWS CLI and boto3, as users configure them, and compares what they did with the scrape.

Each check prints what was seen; the first one that does not hold ends the run with status 1.
"""
import argparse
import configparser
import filecmp
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

passed = 0


def check(what, seen, expected):
    global passed
    if seen != expected:
        sys.exit(f"FAILED {what}: saw {seen!r}, expected {expected!r}\n{passed} passed, 1 failed")
    passed += 1
    print(f"ok     {what}: {seen}")


class Store:
    def __init__(self, args):
        self.args = args
        keys = configparser.ConfigParser()
        keys.read(os.path.join(args.data, "root-credentials"))
        self.access_key = keys["default"]["aws_access_key_id"]
        self.secret_key = keys["default"]["aws_secret_access_key"]

    def boto3(self):
        return boto3.client(
            "s3", endpoint_url=self.args.endpoint, region_name="us-east-1", aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key, config=Config(retries={"max_attempts": 0, "mode": "standard"}))

    def aws(self, *arguments):
        environment = dict(
            os.environ, AWS_SHARED_CREDENTIALS_FILE=os.path.join(self.args.data, "root-credentials"),
            AWS_DEFAULT_REGION="us-east-1", AWS_MAX_ATTEMPTS="1", AWS_CONFIG_FILE=os.devnull)
        return subprocess.run(
            [self.args.aws, "--endpoint-url", self.args.endpoint, *arguments], env=environment, check=True,
            stdout=subprocess.PIPE, text=True).stdout

    def status(self, path):
        try:
            return urllib.request.urlopen(self.args.management + path, timeout=30).status
        except urllib.error.HTTPError as error:
            return error.code

    def scrape(self):
        text = urllib.request.urlopen(self.args.management + "/metrics", timeout=30).read().decode()
        samples = []
        for line in text.splitlines():
            match = re.fullmatch(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)", line)
            if match:
                samples.append((match[1], dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', match[2] or "")), float(match[3])))
        return samples

    def sum(self, name, **labels):
        return sum(value for metric, has, value in self.scrape()
                   if metric == name and all(has.get(label) == wanted for label, wanted in labels.items()))


class Growth:
    """How much figures grew since this was made."""

    def __init__(self, store):
        self.store = store
        self.before = store.scrape()

    def check(self, expected, name, **labels):
        def total(samples):
            return sum(value for metric, has, value in samples
                       if metric == name and all(has.get(label) == wanted for label, wanted in labels.items()))
        deadline = time.monotonic() + 2
        while True:
            # The event follows the last byte of the answer.
            seen = total(self.store.scrape()) - total(self.before)
            if seen == expected or time.monotonic() > deadline:
                break
        check(f"{name}{labels or ''}", seen, float(expected))


def folder_in_and_out(store):
    """aws s3 cp moves a folder of 1,000 files in and out."""
    files = 1000
    with tempfile.TemporaryDirectory() as folder:
        total = 0
        for i in range(files):
            path = os.path.join(folder, "in", f"dir {i % 10}", f"artifact-{i}.jar")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            body = hashlib.sha256(str(i).encode()).digest() * (1 + i * 7 % 1500)
            total += len(body)
            with open(path, "wb") as file:
                file.write(body)
        store.aws("s3", "mb", "s3://ci-folder")
        growth = Growth(store)
        store.aws("s3", "cp", "--recursive", "--only-show-errors", os.path.join(folder, "in"), "s3://ci-folder/x")
        growth.check(files, "artifact_uploads_total")
        growth.check(files, "artifact_uploads_total", status="success", bucket="ci-folder", type="jar")
        growth.check(files, "artifact_operation_duration_seconds_count", operation="upload")
        growth.check(files, "artifact_size_bytes_count")
        growth.check(total, "artifact_size_bytes_sum")
        growth.check(files, "system_requests_total")
        growth.check(files, "rbac_authentication_attempts_total", method="sigv4", status="success")
        growth = Growth(store)
        store.aws("s3", "cp", "--recursive", "--only-show-errors", "s3://ci-folder/x", os.path.join(folder, "out"))
        growth.check(files, "artifact_downloads_total", status="success", bucket="ci-folder")
        growth.check(files, "artifact_downloads_total")
        growth.check(1, "artifact_operation_duration_seconds_count", operation="list")
        comparison = filecmp.dircmp(os.path.join(folder, "in"), os.path.join(folder, "out"))
        differing = list(comparison.left_only) + list(comparison.right_only)
        for name in comparison.common_dirs:
            pair = filecmp.cmpfiles(
                os.path.join(folder, "in", name), os.path.join(folder, "out", name),
                os.listdir(os.path.join(folder, "in", name)), shallow=False)
            differing += pair[1] + pair[2]
        check("files that differ after the way in and out", differing, [])
        growth = Growth(store)
        store.aws("s3", "rb", "--force", "s3://ci-folder")
        growth.check(files, "artifact_deletes_total", status="success", bucket="ci-folder")


def boto3_round_trip(store):
    s3 = store.boto3()
    s3.create_bucket(Bucket="ci-boto3")
    growth = Growth(store)
    uploads = 0
    for size in (0, 1, 4096, 65536, 5 * 1024 * 1024):
        body = os.urandom(size)
        s3.put_object(Bucket="ci-boto3", Key=f"size/{size}", Body=body, Metadata={"size": str(size)})
        got = s3.get_object(Bucket="ci-boto3", Key=f"size/{size}", ChecksumMode="ENABLED")
        check(f"{size} bytes come back", got["Body"].read() == body, True)
        check("metadata comes back", got["Metadata"], {"size": str(size)})
        uploads += 1
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        s3.put_object(Bucket="ci-boto3", Key=algorithm, Body=b"123456789", ChecksumAlgorithm=algorithm)
        uploads += 1
    keys = ["a//b", "a/../b", "per%2Fcent", "plus+plus", "sp ace", "trailing/", "日本/🎉", "x" * 1024]
    for key in keys:
        s3.put_object(Bucket="ci-boto3", Key=key, Body=key.encode())
        check(f"key {key[:20]!r} comes back", s3.get_object(Bucket="ci-boto3", Key=key)["Body"].read(), key.encode())
        uploads += 1
    listed = {entry["Key"] for entry in s3.list_objects_v2(Bucket="ci-boto3")["Contents"]}
    check("keys that are not listed", [key for key in keys if key not in listed], [])
    try:
        s3.get_object(Bucket="ci-boto3", Key="absent")
        check("an absent key", "found", "NoSuchKey")
    except ClientError as error:
        check("an absent key", error.response["Error"]["Code"], "NoSuchKey")
    growth.check(uploads, "artifact_uploads_total", status="success", bucket="ci-boto3")
    growth.check(5 + len(keys), "artifact_downloads_total", status="success", bucket="ci-boto3")
    growth.check(1, "artifact_downloads_total", status="rejected", bucket="ci-boto3")
    growth.check(0, "system_errors_total")
    growth.check(0, "system_active_connections")


def outage(store, name):
    """Taking a part of the store away turns ready to 503, and back."""
    part = os.path.join(store.args.data, name)
    check("ready", store.status("/health/ready"), 200)
    os.rename(part, part + ".away")
    try:
        await_status(store, "/health/ready", 503)
        check(f"live without {name}", store.status("/health/live"), 200)
    finally:
        os.rename(part + ".away", part)
    await_status(store, "/health/ready", 200)


def await_status(store, path, expected):
    deadline = time.monotonic() + 60
    while store.status(path) != expected and time.monotonic() < deadline:
        time.sleep(0.2)
    check(f"{path} in the end", store.status(path), expected)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("endpoint", "management", "data", "aws"):
        parser.add_argument("--" + name, required=True)
    store = Store(parser.parse_args())
    mode = os.stat(os.path.join(store.args.data, "root-credentials")).st_mode & 0o777
    check("mode of root-credentials", oct(mode), "0o600")
    folder_in_and_out(store)
    boto3_round_trip(store)
    outage(store, "meta.db")
    outage(store, "blobs")
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    main()
