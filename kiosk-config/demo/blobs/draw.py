#!/usr/bin/python3
"""Draws the pictures of the demo catalogue and names each by its sha256, as gongkai-admin wants them.

Run by hand when a picture changes (apt-get install python3-pil fonts-noto-cjk); prints name and sha256, which then goes
into the JSON file of the item. Everything written on the pictures is invented.
"""
import hashlib
import io
import pathlib

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SIMPLIFIED_CHINESE = 2  # the face in the collection
INK, PEN, GREY, RULE = "#14191F", "#1F4E9C", "#5A636E", "#9AA5B1"


def font(size):
    return ImageFont.truetype(FONT, size, index=SIMPLIFIED_CHINESE)


def save(picture, name):
    data = io.BytesIO()
    picture.quantize(16).save(data, "PNG", optimize=True)
    digest = hashlib.sha256(data.getvalue()).hexdigest()
    pathlib.Path(__file__).with_name(digest + ".png").write_bytes(data.getvalue())
    print(name, digest, len(data.getvalue()))


def form(title, rows):
    """A filled-in sample of an application form: (field, words in the pen's colour, height)."""
    width, top, left, middle, right = 900, 170, 60, 250, 840
    height = top + sum(row[2] for row in rows) + 90
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((width // 2, 70), title, INK, font(42), anchor="mm")
    draw.text((width // 2, 125), "（填写样表，内容均为虚构）", GREY, font(26), anchor="mm")
    y = top
    for field, words, tall in rows:
        draw.rectangle((left, y, right, y + tall), outline=INK, width=2)
        draw.line((middle, y, middle, y + tall), INK, 2)
        draw.text(((left + middle) // 2, y + tall // 2), field, INK, font(28), anchor="mm")
        for line, text in enumerate(words.split("\n")):
            draw.text((middle + 20, y + 20 + 42 * line), text, PEN, font(28))
        y += tall
    draw.text((left, y + 28), "蓝字由申请人填写，“窗口意见”不用填。", GREY, font(24))
    return picture


def bars(title, unit, values):
    """A plain chart, one bar a value, the number over each."""
    width, height, floor = 960, 560, 470
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((40, 28), title, INK, font(32))
    draw.text((width - 40, 36), unit, GREY, font(24), anchor="ra")
    most = max(value for _, value in values)
    step = (width - 80) // len(values)
    for i, (label, value) in enumerate(values):
        x = 40 + i * step + step // 4
        top = floor - 330 * value // most
        draw.rectangle((x, top, x + step // 2, floor), fill="#12355B")
        draw.text((x + step // 4, top - 24), str(value), INK, font(28), anchor="mm")
        draw.text((x + step // 4, floor + 36), label, INK, font(28), anchor="mm")
    draw.line((40, floor, width - 40, floor), RULE, 3)
    return picture


save(form("户外招牌设置申请表", [
    ("申请单位", "临澜市小满面馆（个体工商户）", 84), ("联系人", "单长青　电话 0300-5550826", 84),
    ("设置地点", "汀兰区兰渚路18号一层门头", 84), ("招牌内容", "小满面馆", 84),
    ("尺寸材质", "长3.2米，高0.8米，厚0.12米；铝塑板", 84), ("照明方式", "内置灯带，22:00以后关闭", 84),
    ("申请人承诺", "所填内容真实，按批准的位置和尺寸设置，\n不遮挡消防设施和窗户，定期检查牢固。\n签名：单长青　2026年11月9日", 180),
    ("窗口意见", "", 120)]), "form")
save(bars("第三季度“办不成事”反映的内容", "单位：件", [
    ("材料要求不一", 62), ("部门间推转", 41), ("系统报错", 38), ("其他", 43)]), "chart")
