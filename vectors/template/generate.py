#!/usr/bin/env python3
"""Writes vectors.json beside this file: templates in the manner of well-known ones, written here, and small pieces of the language, with
what Jinja makes of them in the environment that Hugging Face transformers sets up for chat templates.

    pip install jinja2==3.1.6
    python3 generate.py
"""
import json
from datetime import datetime, timezone
from pathlib import Path

from jinja2 import TemplateError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

HERE = Path(__file__).parent
DATE = 1_790_000_000  # 2026-09-21T14:13:20Z


def environment():
    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols])

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    def raise_exception(message):
        raise TemplateError(message)

    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda format: datetime.fromtimestamp(DATE, timezone.utc).strftime(format)
    return env


ENV = environment()

CHATML = """{% for message in messages %}{% if loop.first and message['role'] != 'system' %}<|im_start|>system
You are a helpful assistant.<|im_end|>
{% endif %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}
"""

# As in the Qwen 2.5 and 3 manner: tools in XML signs, tool answers gathered in one user turn, thoughts of earlier turns dropped.
QWEN = """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}
        {{- messages[0].content + '\\n\\n' }}
    {%- endif %}
    {{- "# Tools\\n\\nFunctions are listed within <tools></tools>:\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools>\\n\\nCall one inside <tool_call></tool_call>.<|im_end|>\\n" }}
{%- else %}
    {%- if messages[0].role == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step_tool and message.role == "user" and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.multi_step_tool = false %}
        {%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set content = message.content %}
        {%- set reasoning_content = '' %}
        {%- if message.reasoning_content is defined and message.reasoning_content is not none %}
            {%- set reasoning_content = message.reasoning_content %}
        {%- elif '</think>' in message.content %}
            {%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
            {%- set reasoning_content = message.content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last_query_index and (loop.last or reasoning_content) %}
            {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning_content.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {%- if message.tool_calls %}
            {%- for tool_call in message.tool_calls %}
                {%- if (loop.first and content) or (not loop.first) %}{{- '\\n' }}{%- endif %}
                {%- if tool_call.function %}{%- set tool_call = tool_call.function %}{%- endif %}
                {{- '<tool_call>\\n{"name": "' }}
                {{- tool_call.name }}
                {{- '", "arguments": ' }}
                {%- if tool_call.arguments is string %}{{- tool_call.arguments }}{%- else %}{{- tool_call.arguments | tojson }}{%- endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}{{- '<|im_start|>user' }}{%- endif %}
        {{- '\\n<tool_response>\\n' }}
        {{- message.content }}
        {{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\\n' }}{%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}"""

LLAMA2 = """{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate: user, assistant, user, ...') }}{% endif %}{% if loop.index0 == 0 and system_message != false %}{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}"""

LLAMA3 = """{{- bos_token }}
{%- if custom_tools is defined %}{%- set tools = custom_tools %}{%- endif %}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- else %}{%- set date_string = "26 Jul 2024" %}{%- endif %}
{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if tools is not none %}{{- "Environment: ipython\\n" }}{%- endif %}
{{- "Today: " + date_string + "\\n\\n" }}
{%- if tools is not none %}
    {{- 'Answer a call as {"name": name, "parameters": values}.\\n\\n' }}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
{%- endif %}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}{{- raise_exception("One call at a time") }}{%- endif %}
        {%- set tool_call = message.tool_calls[0].function %}
        {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' -}}
        {{- '{"name": "' + tool_call.name + '", ' }}
        {{- '"parameters": ' }}
        {{- tool_call.arguments | tojson }}
        {{- "}" }}
        {{- "<|eot_id|>" }}
    {%- elif message.role == "tool" or message.role == "ipython" %}
        {{- "<|start_header_id|>ipython<|end_header_id|>\\n\\n" }}
        {%- if message.content is mapping or message.content is iterable %}{{- message.content | tojson }}{%- else %}{{- message.content }}{%- endif %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""

MISTRAL = """{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{%- set user_messages = loop_messages | selectattr("role", "equalto", "user") | list %}
{%- set ns = namespace() %}
{%- set ns.index = 0 %}
{%- for message in loop_messages %}
    {%- if not (message.role == "tool" or (message.tool_calls is defined and message.tool_calls is not none)) %}
        {%- if (message["role"] == "user") != (ns.index % 2 == 0) %}{{- raise_exception("user and assistant must alternate") }}{%- endif %}
        {%- set ns.index = ns.index + 1 %}
    {%- endif %}
{%- endfor %}
{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if tools is not none and (message == user_messages[-1]) %}
            {{- "[AVAILABLE_TOOLS] [" }}
            {%- for tool in tools %}
                {%- set tool = tool.function %}
                {{- '{"type": "function", "function": {' }}
                {%- for key, val in tool.items() if key != "return" %}
                    {%- if val is string %}{{- '"' + key + '": "' + val + '"' }}{%- else %}{{- '"' + key + '": ' + val|tojson }}{%- endif %}
                    {%- if not loop.last %}{{- ", " }}{%- endif %}
                {%- endfor %}
                {{- "}}" }}
                {%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" }}{%- endif %}
            {%- endfor %}
            {{- "[/AVAILABLE_TOOLS]" }}
        {%- endif %}
        {%- if loop.last and system_message is defined %}
            {{- "[INST] " + system_message + "\\n\\n" + message["content"] + "[/INST]" }}
        {%- else %}
            {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- endif %}
    {%- elif message.tool_calls is defined and message.tool_calls is not none %}
        {{- "[TOOL_CALLS] [" }}
        {%- for tool_call in message.tool_calls %}
            {%- set out = tool_call.function|tojson %}
            {{- out[:-1] }}
            {{- ', "id": "' + tool_call.id[:9] + '"}' }}
            {%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" + eos_token }}{%- endif %}
        {%- endfor %}
    {%- elif message["role"] == "assistant" %}
        {{- " " + message["content"]|trim + eos_token}}
    {%- elif message["role"] == "tool" %}
        {{- '[TOOL_RESULTS] {"content": ' + message.content|string + "}[/TOOL_RESULTS]" }}
    {%- else %}
        {{- raise_exception("Only user and assistant roles are supported, with the exception of an initial optional system message!") }}
    {%- endif %}
{%- endfor %}
"""

ZEPHYR = """{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>\\n'  + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}"""

GEMMA = """{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\\n'}}{% endif %}"""

# Macros, recursion over a schema, call blocks, as newer templates have them.
MACROS = """{%- macro kind(spec, depth=0) -%}
    {%- if spec.type == 'array' -%}
        {{- kind(spec['items'], depth + 1) }}[]
    {%- elif spec.type == 'object' -%}
        { {%- for key, value in spec.properties.items() %} {{ key }}{{ '?' if key not in spec.required | default([]) }}: {{ kind(value, depth=depth + 1) }}{{ ',' if not loop.last }}{% endfor %} }
    {%- elif spec.enum -%}
        {{ spec.enum | map('tojson') | join(' | ') }}
    {%- else -%}
        {{ spec.type | default('any') }}
    {%- endif -%}
{%- endmacro -%}
{%- macro block(name) -%}<{{ name }}>{{ caller() }}</{{ name }}>{%- endmacro -%}
{%- if tools %}
{%- for tool in tools | map(attribute='function') %}
{% call block('function') %}{{ tool.name }}({{ kind(tool.parameters) }}){% endcall %}

{%- endfor %}
{%- endif %}
{%- for message in messages if message.role != 'system' %}
{% filter upper %}{{ loop.index }}/{{ loop.length }} {{ message.role }}{% endfilter %}: {{ message.content or 'nothing' }}
{%- else %}
no messages
{%- endfor %}
"""

TOOLS = [{"type": "function", "function": {
    "name": "weather", "description": "Weather at a place, \"now\" or later.",
    "parameters": {"type": "object", "properties": {
        "place": {"type": "string", "description": "Ort, z. B. Köln"}, "days": {"type": "array", "items": {"type": "integer"}},
        "unit": {"enum": ["C", "F"]}, "limit": {"type": "number", "maximum": 1.5}}, "required": ["place"]}}},
    {"type": "function", "function": {"name": "time", "description": "", "parameters": {"type": "object", "properties": {}}}}]

USER = {"role": "user", "content": "  Hello, <|im_end|> world! "}
SYSTEM = {"role": "system", "content": "Be brief.\n"}
ASSISTANT = {"role": "assistant", "content": "<think>\nhm\n</think>\n\nGood day. "}
CALL = {"role": "assistant", "content": "", "tool_calls": [{"id": "call_12345678", "type": "function", "function": {
    "name": "weather", "arguments": {"place": "Köln <b>", "days": [1, 2], "deep": {"a": None, "b": True}}}}]}
ANSWER = {"role": "tool", "content": "{\"t\": 21.5}", "tool_call_id": "call_12345678"}
TALKS = {
    "user": [USER], "system": [SYSTEM, USER], "three": [USER, ASSISTANT, {"role": "user", "content": "And now?"}],
    "five": [SYSTEM, USER, ASSISTANT, {"role": "user", "content": "Really?\n\nYes?"}, ASSISTANT],
    "tools": [SYSTEM, USER, CALL, ANSWER, ANSWER, {"role": "assistant", "content": "Warm."}, {"role": "user", "content": "Thanks"}],
    "calls": [USER, CALL, ANSWER],
    "two users": [USER, USER],
}
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}

# Small pieces: each a template over `x` and `messages`.
X = {"text": "Hello World's ünïcode  ß 🦙 end", "list": [3, 1, 2], "words": ["b", "A", "c", "a"], "none": None, "yes": True, "no": False,
     "n": 7, "f": 2.5, "neg": -7, "dict": {"b": 1, "a": [1, "two", None, True, 1.5], "items": "own"}, "empty": "", "lines": "one\ntwo\n\nthree",
     "rows": [{"k": "x", "v": 2, "in": {"z": 1}}, {"k": "y", "v": 1, "in": {"z": 0}}, {"k": "X", "v": 3}], "q": "it's \"q\"\n\t\\", "space": "  a b  "}
PIECES = """
{{ x.none }} {{ x.yes }} {{ x.no }} {{ x.n }} {{ x.f }} {{ x.missing }}|{{ x.list }} {{ x.dict }} {{ x.words }} {{ x.q }}
{{ [x.q] }} {{ [x.text] }} {{ (1, 2) }} {{ (1, 2)[:1] }} {{ {'a': 1, 2: 'b', none: x.f} }} {{ [1.0, 0.1, 100.0, 123456789.5, 1000000000000000.0, 10000000000000000.0, 12345678901234567.0, 0.0001, 0.00001, 0.1 ** 7, 10.0 ** 20] }}
{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 7 / 2 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 7.5 // 2 }} {{ 3 * 'ab' }} {{ 'ab' * 2 }} {{ 1 + 2.0 }} {{ -x.n }} {{ 5 - 3 - 1 }} {{ 2 + 3 * 4 }}
{{ 'a' ~ 1 ~ none ~ true ~ 1.5 ~ [1] }} {{ 'a' + 'b' }} {{ [1] + [2] }} {{ 'a' < 'b' }} {{ 1 < 2.5 }} {{ 1 == 1.0 }} {{ 1 == true }} {{ '1' == 1 }} {{ [1, 'a'] == [1, 'a'] }} {{ x.dict == x.dict }} {{ none == false }} {{ x.missing == x.other }}
{{ 'a' in 'abc' }} {{ 'd' not in 'abc' }} {{ 1 in [1, 2] }} {{ 'b' in x.dict }} {{ 'z' in x.dict }} {{ 1 not in x.list }} {{ not x.no }} {{ not x.yes and x.no or 'z' }} {{ x.empty or 'd' }} {{ x.n and x.f }}
{{ 'y' if x.yes else 'n' }} {{ 'y' if x.no else 'n' }} {{ 'y' if x.no }}| {{ 'a' if x.no else 'b' if x.no else 'c' }}
{{ x.text | upper }} {{ x.text | lower }} {{ x.text | title }} {{ x.text | capitalize }} {{ x.text | length }} {{ x.text[0] }} {{ x.text[-1] }} {{ x.text[2:9] }} {{ x.text[::-1] }} {{ x.text[-5:] }} {{ x.text[:-20] }} {{ x.text[1:20:3] }} {{ x.text[100:] }}
{{ x.text.upper() }} {{ x.text.lower() }} {{ x.text.title() }} {{ x.text.capitalize() }} {{ x.text.split() }} {{ x.text.split('l') }} {{ x.text.split(' ', 1) }} {{ x.text.rsplit(' ', 1) }} {{ x.text.replace('l', 'L') }} {{ x.text.replace('l', 'L', 1) }} {{ x.text.find('o') }} {{ x.text.rfind('o') }} {{ x.text.find('end') }} {{ x.text.count('l') }}
{{ x.space.strip() }}|{{ x.space.lstrip() }}|{{ x.space.rstrip() }}|{{ x.space | trim }}|{{ 'xxaxx'.strip('x') }}|{{ 'xxaxx' | trim('x') }}|{{ x.text.startswith('He') }} {{ x.text.endswith(('a', 'end')) }} {{ 'abc'.removeprefix('a') }} {{ 'abc'.removesuffix('c') }} {{ x.lines.splitlines() }} {{ ','.join(x.words) }} {{ '12'.isdigit() }} {{ 'ab'.isalpha() }} {{ 'AB'.isupper() }} {{ 'a1'.isalnum() }} {{ ' '.isspace() }} {{ 'a'.islower() }}
{{ x.list | sort }} {{ x.list | sort(reverse=true) }} {{ x.words | sort }} {{ x.words | sort(case_sensitive=true) }} {{ x.words | unique | list }} {{ x.list | first }} {{ x.list | last }} {{ x.list | sum }} {{ x.list | max }} {{ x.list | min }} {{ x.list | reverse | list }} {{ 'abc' | reverse }} {{ 'abc' | list }} {{ x.list | join(', ') }} {{ x.list | join }} {{ x.rows | map(attribute='k') | join('-') }} {{ x.rows | join(',', attribute='v') }}
{{ x.rows | sort(attribute='v') | map(attribute='k') | list }} {{ x.rows | selectattr('v', 'gt', 1) | map(attribute='k') | list }} {{ x.rows | rejectattr('k', 'equalto', 'x') | list | length }} {{ x.rows | selectattr('in') | list | length }} {{ x.rows | map(attribute='in.z', default='-') | list }} {{ x.list | select('odd') | list }} {{ x.list | reject('odd') | list }} {{ x.words | map('upper') | list }} {{ x.words | select('in', ['a', 'b']) | list }} {{ [0, 1, '', 'a'] | select | list }}
{{ x.dict | dictsort }} {{ x.dict | items | list }} {{ x.dict.items() | list | length }} {{ x.dict['items'] }} {{ x.dict.get('b') }} {{ x.dict.get('zz') }} {{ x.dict.get('zz', 5) }} {{ x.dict.keys() | list }} {{ x.dict.values() | list | length }} {{ x.dict | length }} {{ x['dict']['a'][1] }} {{ x.dict.a.1 }} {{ x.dict.a[-1] }}
{{ x.none is none }} {{ x.missing is defined }} {{ x.missing is undefined }} {{ x.n is number }} {{ x.f is float }} {{ x.n is integer }} {{ x.text is string }} {{ x.dict is mapping }} {{ x.list is iterable }} {{ x.list is sequence }} {{ x.dict is sequence }} {{ x.n is odd }} {{ x.n is even }} {{ x.yes is boolean }} {{ x.yes is true }} {{ x.n is true }} {{ x.no is false }} {{ 'a' is lower }} {{ 'A' is upper }} {{ x.none is not none }} {{ range is callable }} {{ x.yes is number }} {{ x.f is integer }}
{{ x.dict | tojson }} {{ x.dict | tojson(indent=2) }} {{ x.q | tojson }} {{ x.text | tojson(ensure_ascii=true) }} {{ [] | tojson(indent=2) }} {{ {} | tojson }} {{ x.rows | tojson(sort_keys=true, separators=(',', ':')) }} {{ [1.0, 0.5, 10.0 ** 22, none, true] | tojson }} {{ {'a': {'b': []}} | tojson(indent=4) }}
{{ x.missing | default('d') }} {{ x.empty | default('d') }}| {{ x.empty | default('d', true) }} {{ x.none | default('d') }} {{ x.none | d('d', true) }} {{ x.lines | indent }}| {{ x.lines | indent(2, true) }}| {{ x.lines | indent(2, blank=true) }}| {{ x.lines | indent('> ') }}|
{{ x.neg | abs }} {{ '12' | int }} {{ 'x' | int }} {{ 'x' | int(5) }} {{ '1.9' | int }} {{ 2.9 | int }} {{ '2.5' | float }} {{ 3 | float }} {{ 2.567 | round(1) }} {{ 2.5 | round }} {{ 3.5 | round }} {{ 2.1 | round(method='ceil') }} {{ 42 | string }} {{ none | string }} {{ [1] | string }} {{ ' 7 ' | int }} {{ '0x1F' | int(0, 16) }}
{% for i in range(3) %}{{ i }}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.cycle('a', 'b') }};{% endfor %}
{% for a, b in [[1, 2], [3, 4]] %}{{ a }}-{{ b }};{% endfor %}{% for k, v in x.dict.items() %}{{ k }}={{ v }};{% endfor %}{% for k in x.dict %}{{ k }}{% endfor %}{% for c in 'añ🦙' %}[{{ c }}]{% endfor %}{% for i in x.missing %}x{% else %}none{% endfor %}{% for i in [] %}x{% else %}none{% endfor %}
{% for i in range(10) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 5 %}{% break %}{% endif %}{{ i }}{% endfor %}{% for i in range(10) if i is odd %}{{ i }}/{{ loop.index }} {% endfor %}{% for i in range(5, 0, -2) %}{{ i }}{% endfor %}{% for i in range(0) %}{% else %}empty{% endfor %}
{% set a = 1 %}{% for i in [1, 2] %}{% set a = a + i %}{{ a }}{% endfor %}{{ a }}{% if true %}{% set a = 9 %}{% endif %}{{ a }}{% set ns = namespace(n=0, s='') %}{% for i in [1, 2, 3] %}{% set ns.n = ns.n + i %}{% set ns.s = ns.s ~ i %}{% endfor %}{{ ns.n }}{{ ns.s }}{% set b, c = [5, 6] %}{{ b }}{{ c }}{% set d %}x{{ b }}y{% endset %}{{ d }}{{ d | length }}
{% macro m(a, b='d', c=none) %}[{{ a }},{{ b }},{{ c }}|{{ varargs }}|{{ kwargs }}]{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(a=3, c=4) }}{{ m(1, 2, 3, 4, z=5) }}{% macro outer() %}<{{ caller('in') }}>{% endmacro %}{% call(v) outer() %}{{ v }}!{% endcall %}{% macro fact(n) %}{{ n if n < 2 else n * (fact(n - 1) | int) }}{% endmacro %}{{ fact(5) }}
{%- if x.n > 5 and x.f < 3 %}A{% elif x.n %}B{% else %}C{% endif -%}   x   {{- ' y ' -}}   z {# comment #} w {%- set q = 'v' -%} {{ q }}
  {% if true %}
    indented {{ x.n }}
  {% endif %}
tail
{{ x.text[0:5] | upper ~ '!' }} {{ (x.list | length) + 1 }} {{ x.list | length + 1 }} {{ x.dict.a | length > 3 }} {{ not x.dict.a is string }} {{ x.n is odd and x.f is float }} {{ 'a' in x.dict and 'b' in x.dict }} {{ -x.neg | abs }} {{ x.list[0] ** 2 }} {{ 'b' ~ 'c' | upper }}
{{ dict(a=1, b='c') }} {{ dict({'z': 1}, a=2) | tojson }} {{ namespace({'a': 4}).a }} {{ [1, 2, 3][1:] }} {{ [1, 2, 3][::-1] }} {{ 'abcdef'[::2] }} {{ [[1, 2], [3]][0][1] }} {{ {'a': {'b': [1, {'c': 'deep'}]}}.a.b[1].c }} {{ x.list.index(1) }} {{ x.list.count(3) }} {{ 'é' | length }} {{ "esc \\n \\t \\' \\" \\\\" }}
{{ strftime_now('%Y-%m-%d %H:%M:%S %B %b %A %a %y %I %p %%') }} {{ strftime_now("%d %b %Y") }}
""".strip("\n").split("\n{{ x.text[0:5]")
LINES = PIECES[0].split("\n")
HEAD = LINES.index("  {% if true %}")
TEMPLATES = LINES[:HEAD] + ["\n".join(LINES[HEAD:HEAD + 4])] + ("{{ x.text[0:5]" + PIECES[1]).split("\n")

# What must fail here as it does in the sandbox of Python's Jinja, or is undefined there.
ATTACKS = """
{{ ''.__class__ }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ messages.__class__.__init__.__globals__ }}
{{ self.__init__.__globals__ }}
{{ cycler.__init__.__globals__.os.popen('id').read() }}
{{ lipsum.__globals__['os'].popen('id').read() }}
{{ x.dict.__getattribute__('a') }}
{{ (1, 2).__class__.__bases__[0] }}
{{ x.list.append(1) }}
{{ x.dict.update({'a': 1}) }}
{{ x.missing.deeper }}
{{ x.missing + 'a' }}
{{ 1 + 'a' }}
{{ nofunction() }}
{{ x.text.nomethod() }}
{{ x.list | nofilter }}
{{ 1 // 0 }}
{{ [1] < 'a' }}
{{ range(1000000000) | length }}
{{ x.text.format(x) }}
""".strip().split("\n")


def main():
    chats = {"chatml": CHATML, "qwen": QWEN, "llama2": LLAMA2, "llama3": LLAMA3, "mistral": MISTRAL, "zephyr": ZEPHYR, "gemma": GEMMA, "macros": MACROS}
    out = {"date": DATE, "tokens": TOKENS, "tools": TOOLS, "talks": TALKS, "x": X, "chats": [], "pieces": [], "attacks": ATTACKS}
    for name, source in chats.items():
        cases = []
        for talk, messages in TALKS.items():
            for tools in (None, TOOLS):
                for prompt in (True, False):
                    for variables in ({}, {"enable_thinking": False}) if name == "qwen" else ({},):
                        case = {"talk": talk, "tools": tools is not None, "prompt": prompt, "variables": variables}
                        try:
                            case["text"] = ENV.from_string(source).render(
                                messages=messages, tools=tools, documents=None, add_generation_prompt=prompt, **TOKENS, **variables)
                        except TemplateError as error:
                            case["refused"] = str(error)
                        except TypeError:
                            case["failed"] = True
                        cases.append(case)
        out["chats"].append({"name": name, "template": source, "cases": cases})
    for source in TEMPLATES:
        out["pieces"].append({"template": source, "text": ENV.from_string(source).render(x=X, messages=[])})
    (HERE / "vectors.json").write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n")


main()
