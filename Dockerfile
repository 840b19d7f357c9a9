FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt && useradd --system --create-home reader
COPY . .
RUN SECRET_KEY=only-while-building DEBUG=false python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p data && chown reader data
USER reader
EXPOSE 8000
CMD ["python", "manage.py", "serve"]
